package main

import "github.com/spf13/cobra"

func newAsk() *cobra.Command    { return &cobra.Command{Use: "ask"} }
func newStress() *cobra.Command { return &cobra.Command{Use: "stress"} }
func newLink() *cobra.Command   { return &cobra.Command{Use: "link"} }
