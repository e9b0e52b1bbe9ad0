import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes {@code docs/specification.md} of what the specs of all modules say, and fails when the page
 * in the repository says something else. The build runs it after the last module's tests.
 */
final class Specification {

  private static final List<String> MODULES =
      List.of(
          "crm-domain",
          "crm-application",
          "crm-adapters-persistence",
          "crm-adapters-messaging",
          "crm-adapters-http");

  private static final String HEAD =
      """
      # Specification

      What Kith does, as its tests prove it: each line below is the name of a test that passes. This page is generated from the
      `*Spec` classes by the build, which fails when it is stale; do not edit it by hand.
      """;

  private Specification() {}

  /**
   * @param args the root of the repository, and where a fresh page is to be put for comparison
   */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]).toRealPath();
    Path fresh = Path.of(args[1]).toAbsolutePath();
    Path page = root.resolve("docs/specification.md");
    List<String> silent = silentModules(root);
    if (!silent.isEmpty()) {
      System.out.println(
          "Specification not checked: the specs of "
              + String.join(", ", silent)
              + " have not all been run.");
      return;
    }
    String text = pageOf(root);
    if (Files.exists(page) && Files.readString(page).equals(text)) {
      return;
    }
    Files.createDirectories(fresh.getParent());
    Files.writeString(fresh, text);
    System.err.println(
        "docs/specification.md is stale. Renew it with:  cp "
            + root.relativize(fresh)
            + " docs/specification.md");
    System.exit(1);
  }

  /** Modules with a spec that has left nothing behind: only a part of the tests has been run. */
  private static List<String> silentModules(Path root) throws IOException {
    List<String> silent = new ArrayList<>();
    for (String module : MODULES) {
      Path sources = root.resolve(module).resolve("src/test/java");
      if (Files.isDirectory(sources)) {
        try (var files = Files.walk(sources)) {
          List<String> specs =
              files
                  .map(file -> sources.relativize(file).toString())
                  .filter(file -> file.endsWith("Spec.java"))
                  .map(file ->
                      file.replaceFirst("\\.java$", "").replace('/', '.').replace('\\', '.'))
                  .toList();
          Path fragments = root.resolve(module).resolve("target/specification");
          if (!specs.stream().allMatch(spec -> Files.exists(fragments.resolve(spec + ".md")))) {
            silent.add(module);
          }
        }
      }
    }
    return silent;
  }

  private static String pageOf(Path root) throws IOException {
    Map<String, List<String>> byFeature = new TreeMap<>(Comparator.comparing(String::toString));
    for (String module : MODULES) {
      Path fragments = root.resolve(module).resolve("target/specification");
      if (Files.isDirectory(fragments)) {
        try (var files = Files.list(fragments)) {
          for (Path file :
              files.sorted(Comparator.comparing(f -> f.getFileName().toString())).toList()) {
            byFeature
                .computeIfAbsent(featureOf(file.getFileName().toString()), f -> new ArrayList<>())
                .add(Files.readString(file));
          }
        }
      }
    }
    StringBuilder page = new StringBuilder(HEAD);
    byFeature.forEach((feature, specs) ->
        page.append("\n## ").append(feature).append("\n\n").append(String.join("\n", specs)));
    return page.toString();
  }

  /**
   * The package below the module's own, which is the feature: {@code dev.kith.crm.domain.lead.X} is
   * about leads.
   */
  private static String featureOf(String className) {
    String[] parts = className.split("\\.");
    boolean inFeature = parts.length > 6;
    String feature = inFeature ? parts[4] : "general";
    return feature.substring(0, 1).toUpperCase() + feature.substring(1);
  }
}
