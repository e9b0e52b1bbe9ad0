import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checks or mends the format of every Java file in the tree, in one JVM. The build runs this file
 * with Java's source launcher. Files that were found well formatted before are known by their
 * digest and not looked at again.
 *
 * <p>Arguments: {@code check} or {@code write}, the root of the tree, and the file that remembers
 * the digests.
 */
final class Format {

  private static final Set<String> PASSED_OVER = Set.of("target", ".git");

  private Format() {}

  public static void main(String[] args) throws Exception {
    var write = args[0].equals("write");
    var root = Path.of(args[1]);
    var memory = Path.of(args[2]);

    Set<String> known =
        Files.exists(memory) ? new TreeSet<>(Files.readAllLines(memory, UTF_8)) : new TreeSet<>();
    var files = new TreeMap<Path, String>();
    for (var file : sources(root)) {
      files.put(file, digest(file));
    }
    var unknown = files.keySet().stream().filter(f -> !known.contains(files.get(f))).toList();
    var report = new StringWriter();
    var ok = unknown.isEmpty() || format(write, unknown, report);

    if (!ok) {
      report.toString().lines().map(Path::of).map(root::relativize).forEach(System.err::println);
      System.err.println("Not formatted. This formats every file: mvn -q -N -Pformat validate");
      System.exit(1);
    }
    var formatted = new TreeSet<String>();
    for (var file : files.keySet()) {
      formatted.add(digest(file));
    }
    Files.createDirectories(memory.getParent());
    Files.write(memory, formatted, UTF_8);
  }

  private static boolean format(boolean write, List<Path> files, StringWriter report)
      throws Exception {
    var mode = write ? Stream.of("--replace") : Stream.of("--dry-run", "--set-exit-if-changed");
    var arguments = Stream.concat(mode, files.stream().map(Path::toString)).toArray(String[]::new);
    var err = new PrintWriter(System.err, true, UTF_8);
    return new Main(new PrintWriter(report, true), err, System.in).format(arguments) == 0;
  }

  private static List<Path> sources(Path root) throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return PASSED_OVER.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static String digest(Path file) throws IOException, NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    var version = Formatter.class.getPackage().getImplementationVersion();
    digest.update(String.valueOf(version).getBytes(UTF_8));
    return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
  }
}
