import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.Constants;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/**
 * Writes the jOOQ classes of the schema that the migrations build: Flyway applies the portable and
 * the H2 migrations to an in-memory H2, and jOOQ reads the result. The build runs this file with
 * Java's source launcher, so that it needs neither a database nor a compile step of its own.
 *
 * <p>Nothing happens while the migrations, this file and jOOQ's version are the ones of the last
 * run.
 *
 * <p>Arguments: the folder of the migrations, the folder for the generated sources, the package.
 */
final class Codegen {

  private static final String URL = "jdbc:h2:mem:codegen;DB_CLOSE_DELAY=-1";

  private final List<Path> migrations;
  private final Path output;
  private final String generatedPackage;

  private Codegen(List<Path> migrations, Path output, String generatedPackage) {
    this.migrations = migrations;
    this.output = output;
    this.generatedPackage = generatedPackage;
  }

  public static void main(String[] args) throws Exception {
    var root = Path.of(args[0]);
    var migrations =
        Stream.of("common", "h2").map(root::resolve).filter(Files::isDirectory).toList();
    var output = Files.createDirectories(Path.of(args[1]));
    if (!migrations.isEmpty()) {
      new Codegen(migrations, output, args[2]).runIfChanged();
    }
  }

  private void runIfChanged() throws Exception {
    var lastRun = output.resolve("fingerprint");
    var fingerprint = fingerprint();
    if (Files.exists(lastRun) && Files.readString(lastRun, UTF_8).equals(fingerprint)) {
      return;
    }
    Files.deleteIfExists(lastRun);
    migrate();
    generate();
    Files.writeString(lastRun, fingerprint, UTF_8);
  }

  private String fingerprint() throws IOException, NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    digest.update((Constants.FULL_VERSION + generatedPackage).getBytes(UTF_8));
    digest.update(Files.readAllBytes(Path.of(System.getProperty("jdk.launcher.sourcefile"))));
    for (var folder : migrations) {
      try (var files = Files.walk(folder)) {
        for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
          digest.update(folder.relativize(file).toString().getBytes(UTF_8));
          digest.update(Files.readAllBytes(file));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void migrate() {
    Flyway.configure()
        .dataSource(URL, "", "")
        .locations(migrations.stream().map(folder -> "filesystem:" + folder).toArray(String[]::new))
        .load()
        .migrate();
  }

  private void generate() throws Exception {
    GenerationTool.generate(
        new Configuration()
            .withJdbc(new Jdbc().withDriver("org.h2.Driver").withUrl(URL))
            .withGenerator(
                new Generator()
                    .withDatabase(database())
                    .withGenerate(what())
                    .withTarget(
                        new Target()
                            .withPackageName(generatedPackage)
                            .withDirectory(output.toString()))));
  }

  private static Database database() {
    return new Database()
        .withName("org.jooq.meta.h2.H2Database")
        .withInputSchema("PUBLIC")
        // One Crm is one organisation in a schema of its own, whose name is known only when it
        // runs.
        .withOutputSchemaToDefault(true)
        .withIncludeRoutines(false)
        .withExcludes("(?i:flyway_schema_history)")
        .withForcedTypes(
            new ForcedType()
                .withName("INSTANT")
                .withIncludeTypes("(?i:timestamp(\\(\\d+\\))?\\s+with\\s+time\\s+zone)"));
  }

  /** Tables, keys, sequences and records; no POJOs, no DAOs, no join paths. */
  private static Generate what() {
    return new Generate()
        .withImplicitJoinPathsToOne(false)
        .withImplicitJoinPathsToMany(false)
        .withImplicitJoinPathsManyToMany(false)
        .withImplicitJoinPathTableSubtypes(false)
        .withJavadoc(false);
  }
}
