module github.com/quoth-news/quoth/bench/peers

go 1.26.0

require github.com/quoth-news/quoth v0.0.0

replace github.com/quoth-news/quoth => ../..
