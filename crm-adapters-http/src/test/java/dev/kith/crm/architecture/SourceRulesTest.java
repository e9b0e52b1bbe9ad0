package dev.kith.crm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Rules that the compiled classes no longer show. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SourceRulesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern DRIVEN_PORT = Pattern.compile("\\b[A-Z]\\w+ ([a-z]\\w*)\\(\\);");

  private static final Pattern KEPT =
      Pattern.compile("\\bclass \\w+[^{]*?\\b(?:implements|extends) ([^{]+)");

  private static final Pattern SHUFFLED =
      Pattern.compile("(?m)^ +(\\w+) = (?:Map|Set)\\.copyOf\\(\\1\\);");

  @Test
  void every_package_says_what_it_is_for_and_that_it_knows_no_null() {
    List<String> silent =
        packagesOfMainSources()
            .filter(p -> !introducesItself(p.resolve("package-info.java")))
            .map(ROOT::relativize)
            .map(Path::toString)
            .toList();
    assertThat(silent)
        .as("packages without a package-info that starts with its Javadoc and is @NullMarked")
        .isEmpty();
  }

  @Test
  void a_package_without_an_introduction_would_be_noticed() {
    assertThat(introducesItself(ROOT.resolve("docs/package-info.java"))).isFalse();
  }

  @Test
  void no_record_keeps_what_has_another_order_in_every_process() {
    List<String> shuffled =
        Stream.of("crm-domain", "crm-application")
            .map(module -> ROOT.resolve(module).resolve("src/main/java"))
            .flatMap(SourceRulesTest::javaFiles)
            .filter(SourceRulesTest::keepsShuffled)
            .map(file -> ROOT.relativize(file).toString())
            .toList();
    assertThat(shuffled)
        .as("records that keep Map.copyOf or Set.copyOf: idempotency goes by texts of commands")
        .isEmpty();
    assertThat(SHUFFLED.matcher("  texts = Map.copyOf(texts);").find()).isTrue();
  }

  private static boolean keepsShuffled(Path file) {
    try {
      return SHUFFLED.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void every_driven_port_of_the_storage_is_exercised_by_a_contract_in_the_testkit()
      throws IOException {
    Path application = ROOT.resolve("crm-application");
    String storage =
        Files.readString(
            application.resolve("src/main/java/dev/kith/crm/application/Storage.java"));
    Set<String> accessors =
        DRIVEN_PORT
            .matcher(storage)
            .results()
            .map(r -> r.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(accessors).contains("transactions", "leads", "leadReads", "audit", "outbox");
    StringBuilder contracts = new StringBuilder();
    try (Stream<Path> files =
        Files.walk(application.resolve("src/test/java/dev/kith/crm/testkit"))) {
      for (Path contract :
          files.filter(f -> f.getFileName().toString().endsWith("Contract.java")).toList()) {
        contracts.append(Files.readString(contract));
      }
    }
    assertThat(accessors.stream().filter(accessor -> contracts.indexOf("." + accessor + "()") < 0))
        .as("ports that no …Contract of the testkit asks the storage for")
        .isEmpty();
  }

  @Test
  void every_contract_is_kept_in_memory_and_by_an_adapter() throws IOException {
    List<String> contracts = new ArrayList<>();
    for (Path file : testsOf("crm-application")) {
      String name = file.getFileName().toString().replace(".java", "");
      if (name.endsWith("Contract") && !name.equals("StorageContract")) {
        contracts.add(name);
      }
    }
    Set<String> inMemory = keptBy("crm-application");
    Set<String> outside =
        Sets.union(keptBy("crm-adapters-persistence"), keptBy("crm-adapters-messaging"));

    assertThat(contracts).contains("LeadStoreContract");
    assertThat(contracts).as("kept in memory").isSubsetOf(inMemory);
    assertThat(contracts).as("kept by an adapter").isSubsetOf(outside);
  }

  private static Set<String> keptBy(String module) throws IOException {
    Set<String> kept = new TreeSet<>();
    for (Path file : testsOf(module)) {
      KEPT.matcher(Files.readString(file))
          .results()
          .forEach(clause -> kept.addAll(List.of(clause.group(1).split("[\\s,]+"))));
    }
    return kept;
  }

  private static List<Path> testsOf(String module) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
      return files.filter(f -> f.toString().endsWith(".java")).toList();
    }
  }

  private static boolean introducesItself(Path packageInfo) {
    try {
      return Files.exists(packageInfo)
          && Files.readString(packageInfo).contains("@NullMarked")
          && Files.readString(packageInfo).startsWith("/**");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> packagesOfMainSources() {
    return Stream.of(
            "crm-domain",
            "crm-application",
            "crm-adapters-http",
            "crm-adapters-persistence",
            "crm-adapters-messaging")
        .map(module -> ROOT.resolve(module).resolve("src/main/java"))
        .flatMap(SourceRulesTest::javaFiles)
        .map(Path::getParent)
        .distinct();
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
