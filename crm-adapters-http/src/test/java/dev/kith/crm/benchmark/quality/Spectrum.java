package dev.kith.crm.benchmark.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files whose rows stand beside them as JSON objects, or as one object for a single row. */
final class Spectrum {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Spectrum() {}

  @FunctionalInterface
  interface Reader {
    List<List<String>> read(Path file) throws IOException;
  }

  static boolean isRight(Path file, Path expected, Reader reader) throws IOException {
    String name = file.getFileName().toString().replace(".csv", ".json");
    JsonNode found = JSON.readTree(Files.readString(expected.resolve(name)));
    List<List<String>> rows = reader.read(file);
    JsonNode objects = found.isArray() ? found : JSON.createArrayNode().add(found);
    if (rows.size() != objects.size() + 1) {
      return false;
    }
    for (int i = 0; i < objects.size(); i++) {
      for (int column = 0; column < rows.getFirst().size(); column++) {
        List<String> row = rows.get(i + 1);
        String is = column < row.size() ? row.get(column) : "";
        String label = objects.get(i).path(rows.getFirst().get(column)).asText().strip();
        if (!label.equals(is)) {
          System.err.printf(
              "spectrum/%s: the label has %s where the file has %s%n",
              file.getFileName(), label, is);
          return false;
        }
      }
    }
    return true;
  }
}
