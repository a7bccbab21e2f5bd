// Package archive reads archives of any size as an Apache Beam pipeline: the same
// stages as on one machine, spread over many.
//
// In: names or patterns of files that package read knows (WARC and WACZ for the most
// part), on local disks, S3 or Google Cloud Storage. Out, under one folder:
//
//	readings/published=2024-05/00003.parquet   documents with quotations and entities
//	statements/published=2024-05/00003.parquet which quotations attest one statement, of which origins
//	failures/00003.jsonl                       what could not be read, and why
//
// Readings are of the schema readings@1 of package wire/parquet, partitioned by the
// month of publication ("unknown" where a document has none). `quoth import-parquet`
// loads them into a record.
//
//	p, s := beam.NewPipelineWithRoot()
//	plan := archive.Plan{Files: []string{"crawl/*.warc.gz"}, Out: "found"}
//	archive.Statements(s, plan, archive.Read(s, plan))
//	err := beamx.Run(ctx, p)
//
// The idea: reading needs no shuffle but one, that of the texts between those who
// unpack archives and those who read, so that one large file does not keep one worker
// busy alone. Every document is in the output once, however often the archives hold
// it, and each file of the output depends on what was put in and on nothing else: a run
// that was killed and begun again gives the same bytes.
//
// It schedules nothing and keeps no state: that is the runner's work.
package archive
