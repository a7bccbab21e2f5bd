package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// role is what an element's name, class, id and role say of its content.
type role uint16

// The roles. Of what one word may mean the first holds.
const (
	roleComments role = 1 << iota // readers' words
	roleAside                     // beside the article: navigation, sharing, related, advertisements
	roleBody                      // says that it holds the article's body
	roleArticle                   // says that it holds the article
	roleCaption
	roleQuote
	roleByline
	roleSpeaker // names who speaks next, in a transcript
)

// asideWords are words of class names and ids that site builders use for what
// stands beside the article.
const asideWords = `nav navbar navigation menu menus submenu breadcrumb breadcrumbs footer sidebar rail rightrail
share shares sharing sharebar sharedaddy sharethis addthis addtoany social socials follow followus newsletter newsletters signup subscribe subscription
related relatedposts relatedarticles relatedcontent jp-relatedposts recirc recirculation recommended recommendation recommendations recommends morefrom moreon trending popular mostread mostpopular mostviewed
readmore readnext upnext outbrain taboola zergnet revcontent sponsor sponsored sponsors advert adverts advertisement advertisements advertising advertorial ad ads adslot adsense adunit adwrap dfp gpt
cookie cookies cookiebar consent gdpr onetrust privacy popup popups modal overlay lightbox pagination pager paging toolbar tags taglist tagcloud topics
print skip login register promo promos promotion promobox masthead sitemap shareline utility utilities tooltip
disclaimer copyright legal authorbio authorbox aboutauthor bio
screenreader visuallyhidden offscreen teaser teasers alsolike crosslink crosslinks inlinead inread donate donation hubspot poll quiz dropdown carousel
`

// asidePairs are pairs of such words that mean it only together.
const asidePairs = `author-bio author-box author-info about-author about-the most-read most-popular most-viewed read-more read-next read-also up-next more-from more-on more-stories more-news
also-like also-read you-may see-also screen-reader visually-hidden sr-only site-header site-footer site-nav page-header page-footer post-meta entry-meta article-meta entry-footer post-footer article-footer
post-tags entry-tags article-tags tag-list tag-links cat-links post-navigation nav-links next-prev prev-next next-post prev-post post-nav latest-news latest-posts latest-stories top-stories
newsletter-form mailing-list sign-up call-to to-action ad-container story-links in-this key-points editors-picks editor-picks dont-miss trending-now around-web around-the from-around`

const commentWords = `comment comments commentlist commenting respond disqus livefyre viafoura coral replies fb-comments usercomments discussion talkback`

const bodyWords = `articlebody storybody postbody entrycontent postcontent articlecontent storycontent articletext bodytext maincontent storytext bodycopy richtext`

const bodyPairs = `article-body story-body post-body entry-content post-content article-content story-content article-text body-text body-copy story-text content-body articlebody-content article-copy
page-content single-content entry-body article-main story-copy rich-text wysiwyg-content td-post-content article__body news-content news-text text-body article-wrap body-content blog-content`

const captionWords = `caption captions figcaption photocredit imagecredit wp-caption-text credit photocaption imagecaption imgcaption cutline photographer gallerycaption`

const quoteWords = `pullquote blockquote pull-quote`

const bylineWords = `byline bylines author authors dateline timestamp pubdate published posted date datetime publishdate postdate`

const speakerWords = `speaker speakers speakername participant interviewee interviewer orator`

// wordRoles and pairRoles say what words and pairs of words mean.
var (
	wordRoles = rolesOf(map[role]string{roleComments: commentWords, roleAside: asideWords, roleBody: bodyWords, roleCaption: captionWords,
		roleQuote: quoteWords, roleByline: bylineWords, roleSpeaker: speakerWords})
	pairRoles = rolesOf(map[role]string{roleAside: asidePairs, roleBody: bodyPairs})
)

func rolesOf(lists map[role]string) map[string]role {
	all := map[string]role{}
	for r, words := range lists {
		for w := range strings.FieldsSeq(words) {
			all[w] |= r
		}
	}
	return all
}

// roles remembers what class names and ids say, which repeat all over a page.
type roles map[string]role

// of reads an element's name and attributes.
func (known roles) of(n *html.Node) role {
	var r role
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Menu:
		r |= roleAside
	case atom.Aside:
		r |= roleAside
	case atom.Article:
		r |= roleArticle
	case atom.Main:
		r |= roleArticle
	case atom.Dt:
		r |= roleSpeaker
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-component", "data-testid":
			said, ok := known[a.Val]
			if !ok {
				said = roleOfWords(a.Val)
				known[a.Val] = said
			}
			r |= said
		case "role":
			switch a.Val {
			case "navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "alert", "tooltip":
				r |= roleAside
			case "main", "article":
				r |= roleArticle
			}
		case "itemprop":
			switch a.Val {
			case "articleBody":
				r |= roleBody
			case "author", "datePublished":
				r |= roleByline
			case "comment":
				r |= roleComments
			case "caption":
				r |= roleCaption
			}
		}
	}
	return r
}

// roleOfWords reads a class or an id: words divided by signs, spaces and capitals.
func roleOfWords(s string) role {
	if len(s) > 300 {
		s = s[:300]
	}
	var r role
	var bufs [3][64]byte
	previous, pair := bufs[1][:0], bufs[2][:0]
	for name := range strings.FieldsSeq(s) {
		if strings.HasPrefix(name, "elementor") || isTopic(name) { // everything is a widget there
			continue
		}
		previous = previous[:0]
		for word := range nameWords(name, bufs[0][:0]) {
			found := wordRoles[string(word)]
			if len(previous) > 0 {
				pair = append(append(append(pair[:0], previous...), '-'), word...)
				found |= pairRoles[string(pair)]
			}
			r |= found & -found // the gravest: roles are in that order
			previous = append(previous[:0], word...)
		}
	}
	return r
}

// isTopic tells a class that WordPress gives an article for what it is about:
// "category-trending", "tag-cookies".
func isTopic(name string) bool {
	topic, ok := strings.CutPrefix(name, "tag-")
	return ok && pairRoles[name]&roleAside == 0 && topic != "cloud" || strings.HasPrefix(name, "category-")
}

// nameWords yields the lower-cased words of "articleBody", "article-body" or "article__body".
func nameWords(name string, buf []byte) func(yield func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for i := 0; i < len(name); i++ {
			c := name[i]
			upper := 'A' <= c && c <= 'Z'
			letter := upper || 'a' <= c && c <= 'z'
			if (!letter || upper && i > 0 && 'a' <= name[i-1] && name[i-1] <= 'z') && len(buf) > 0 {
				if !yield(buf) {
					return
				}
				buf = buf[:0]
			}
			if letter && len(buf) < cap(buf) {
				buf = append(buf, c|0x20)
			}
		}
		if len(buf) > 0 {
			yield(buf)
		}
	}
}
