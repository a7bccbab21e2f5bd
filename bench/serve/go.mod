module github.com/quoth-news/quoth/bench/serve

go 1.26.0
