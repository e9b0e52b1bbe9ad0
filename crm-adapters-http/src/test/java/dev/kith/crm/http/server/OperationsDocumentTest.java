package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The table of settings in the operations guide is the table in the code. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OperationsDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/operations.md");
  private static final String BEGIN = "<!-- settings -->\n";
  private static final String END = "<!-- /settings -->\n";

  @Test
  void the_operations_guide_lists_every_setting() throws IOException {
    String document = Files.readString(DOCUMENT);
    String current =
        document.substring(0, document.indexOf(BEGIN) + BEGIN.length())
            + table()
            + document.substring(document.indexOf(END));
    if (Boolean.getBoolean("kith.renew")) {
      Files.writeString(DOCUMENT, current);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("docs/operations.md is stale; -Dkith.renew=true with this test renews it")
        .isEqualTo(current);
  }

  private static String table() {
    return Arrays.stream(Setting.values())
        .map(s ->
            "| `--"
                + s.option()
                + "` | `"
                + s.variable()
                + "` | "
                + s.usual().map(u -> "`" + u + "`").orElse("")
                + " | "
                + s.meaning()
                + " |\n")
        .collect(
            Collectors.joining(
                "", "| option | environment | default | meaning |\n|---|---|---|---|\n", ""));
  }
}
