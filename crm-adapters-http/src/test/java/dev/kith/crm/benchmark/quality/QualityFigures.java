package dev.kith.crm.benchmark.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Measures how right the product is on labelled data, and prints a table in Markdown.
 *
 * <p>Arguments: {@code --data=FOLDER}, and {@code --only=} with names of parts, separated by
 * commas; usually all.
 */
public final class QualityFigures {

  private static final List<Part> PARTS =
      List.of(
          new CompanyNames(),
          new Duplicates(),
          new EmailVectors(),
          new MessyCsv(),
          new PhoneVectors(),
          new PostalCodes(),
          new Scoring(),
          new ScoringByTheProduct());

  private QualityFigures() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(argument(arguments, "data", ""));
    if (!Files.isDirectory(data)) {
      System.err.println("Where are the labelled data? --data=FOLDER");
      System.exit(2);
    }
    List<String> wanted = Arrays.asList(argument(arguments, "only", "").split(","));
    System.out.println("| data | measure | value | aim |");
    System.out.println("|---|---|---|---|");
    for (Part part : PARTS) {
      if (wanted.contains("") || wanted.contains(part.name())) {
        part.measure(data)
            .forEach(f ->
                System.out.println(
                    "| " + String.join(" | ", f.data(), f.measure(), f.value(), f.aim()) + " |"));
      }
    }
  }

  private static String argument(String[] arguments, String name, String usual) {
    String prefix = "--" + name + "=";
    return Arrays.stream(arguments)
        .filter(a -> a.startsWith(prefix))
        .map(a -> a.substring(prefix.length()))
        .findFirst()
        .orElse(usual);
  }
}
