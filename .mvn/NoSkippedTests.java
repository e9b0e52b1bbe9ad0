import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;

/**
 * Fails when a test report of any module tells of a skipped test: every test runs or is deleted.
 * The build runs this file with Java's source launcher.
 *
 * <p>Argument: the root of the tree.
 */
final class NoSkippedTests {

  private static final Pattern SKIPPED =
      Pattern.compile("<testcase name=\"([^\"]*)\" classname=\"([^\"]*)\"[^>]*>\\s*<skipped");

  private NoSkippedTests() {}

  public static void main(String[] args) throws IOException {
    var skipped = new ArrayList<String>();
    try (var modules = Files.newDirectoryStream(Path.of(args[0]), "crm-*")) {
      for (var module : modules) {
        var reports = module.resolve("target/surefire-reports");
        if (Files.isDirectory(reports)) {
          try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
            for (var file : files) {
              var matcher = SKIPPED.matcher(Files.readString(file, UTF_8));
              while (matcher.find()) {
                skipped.add(matcher.group(2) + ": " + matcher.group(1));
              }
            }
          }
        }
      }
    }
    if (!skipped.isEmpty()) {
      System.err.println("Skipped tests; every test runs or is deleted:");
      skipped.forEach(test -> System.err.println("  " + test));
      System.exit(1);
    }
  }
}
