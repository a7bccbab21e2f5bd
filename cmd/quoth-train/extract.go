package main

func (t *training) extract() error { return nil }
