// Package read turns bytes into documents.
//
// In: files, folders or a stream, in any of the formats newsrooms and archives
// hold. Out: one quoth.Document an article, with its text, its segments where the
// format has a layout of its own, and its title, publisher, authors, dates and
// language, each with the words it rests on in Document.Given.
//
// The idea: content decides, the name only where content leaves it open. A
// stream is unpacked while it is gzip, its first bytes are sniffed, and one reader
// a format (one file each) yields documents as they come, so that an archive of
// any size is read in bounded memory.
//
//	read.Open(ctx, []string{"articles/"}, read.Options{}, func(i read.Item) error {
//		if i.Err != nil {
//			fmt.Fprintln(os.Stderr, i.Path+":", i.Err)
//			return nil
//		}
//		fmt.Println(i.Doc.Title)
//		return nil
//	})
//
// What cannot be read is an Item with a reason and a hint that can be pasted;
// everything else is read. It refuses binary files, empty ones, and documents
// over Options.MaxDocument. It does not guess: a field the input lacks stays empty.
package read
