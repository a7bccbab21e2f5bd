import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreQuote;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.Pair;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the quotations of texts in the form of quoth extract --json. usage: CoreNLPQuotes FOLDER */
public class CoreNLPQuotes {
  public static void main(String[] args) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize,pos,lemma,ner,depparse,coref,quote");
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties);
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      files = all.filter(p -> p.toString().endsWith(".txt")).sorted().collect(Collectors.toList());
    }
    for (Path file : files) {
      String text = Files.readString(file);
      CoreDocument document = new CoreDocument(text);
      pipeline.annotate(document);
      StringBuilder line = new StringBuilder("{\"document\":{\"origin\":{\"path\":").append(json(file.toString()))
          .append("},\"text\":").append(json(text)).append("},\"quotations\":[");
      String comma = "";
      if (document.quotes() != null) {
        for (CoreQuote quote : document.quotes()) {
          Pair<Integer, Integer> at = quote.quoteCharOffsets();
          int start = at.first(), end = at.second();
          while (start < end && isMark(text.charAt(start))) start++;
          while (end > start && isMark(text.charAt(end - 1))) end--;
          if (start == end) continue;
          line.append(comma).append("{\"form\":\"direct\",\"parts\":[").append(span(text, start, end)).append("]");
          List<CoreLabel> by = quote.speakerTokens().orElse(List.of());
          if (!by.isEmpty()) {
            int last = by.get(by.size() - 1).endPosition();
            line.append(",\"speaker\":{\"mention\":").append(span(text, by.get(0).beginPosition(), last)).append("}");
          }
          line.append("}");
          comma = ",";
        }
      }
      out.println(line.append("]}"));
    }
    out.flush();
  }

  static boolean isMark(char c) {
    return Character.isWhitespace(c) || "\"\u201c\u201d'\u2018\u2019`\u00ab\u00bb".indexOf(c) >= 0;
  }

  /** Offsets in code points. */
  static String span(String text, int start, int end) {
    return "{\"start\":" + text.codePointCount(0, start) + ",\"end\":" + text.codePointCount(0, end) + "}";
  }

  static String json(String s) {
    StringBuilder b = new StringBuilder("\"");
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '"' || c == '\\') b.append('\\').append(c);
      else if (c < ' ') b.append(String.format("\\u%04x", (int) c));
      else b.append(c);
    }
    return b.append('"').toString();
  }
}
