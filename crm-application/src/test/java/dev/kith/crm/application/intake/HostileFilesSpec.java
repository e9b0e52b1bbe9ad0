package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.FileIntake.Taken;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.IntakeRefusal;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Files that were made, or damaged, so that a program breaks on them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostileFilesSpec {

  private static final long FIVE_GIGABYTES = 5L << 30;

  private final MemoryStorage storage = new MemoryStorage();
  private final Crm crm = Crm.on(storage).background(false).start();
  private final Workspace workspace = crm.as(Actors.administrator());

  @Nested
  class That_are_no_text {

    @Test
    void are_no_table_though_some_bytes_look_like_marks() {
      byte[] chance = new byte[100_000];
      new Random(1).nextBytes(chance);
      assertThat(upload(chance)).isEqualTo(Outcome.refused(new IntakeRefusal.FileKindUnknown()));
    }

    @Test
    void are_a_table_with_errors_where_a_few_control_characters_stand_in_cells() {
      ImportId id = imported("family name\nLovelace\n\u0001Hop\u0002per\u001f\n");
      assertThat(problems(id)).containsExactly("3 control-character");
      assertThat(leads()).isEqualTo(1);
    }
  }

  @Nested
  class Of_a_million_columns {

    @Test
    void are_refused_where_the_first_row_has_them() {
      assertThat(upload("x,".repeat(1_000_000) + "\n1\n"))
          .isEqualTo(Outcome.refused(new IntakeRefusal.TooManyColumns(1_000)));
    }

    @Test
    void are_no_table_where_the_first_line_is_one_endless_cell() {
      assertThat(upload("x".repeat(3_000_000) + "\n1\n"))
          .isEqualTo(Outcome.refused(new IntakeRefusal.FileKindUnknown()));
    }

    @Test
    void are_one_error_where_another_row_has_them() {
      ImportId id =
          imported(
              "email\nada@engines.example\n" + "x,".repeat(1_000_000) + "\ngrace@cobol.example\n");
      assertThat(problems(id)).containsExactly("3 row-too-long");
      assertThat(leads()).isEqualTo(2);
    }

    @Test
    void are_no_table_in_an_archive_of_nothing() {
      assertThat(upload("PK\u0005\u0006" + "\0".repeat(18)))
          .isEqualTo(Outcome.refused(new IntakeRefusal.FileKindUnknown()));
    }

    @Test
    void are_too_long_in_one_cell_as_well() {
      ImportId id =
          imported("email,givenName\na@b.example," + "x".repeat(300_000) + "\nc@d.example,C\n");
      assertThat(problems(id)).containsExactly("2 row-too-long");
      assertThat(leads()).isEqualTo(1);
    }

    @Test
    void are_refused_where_objects_have_them() {
      StringBuilder wide = new StringBuilder("{\"email\":\"ada@engines.example\"");
      for (int i = 0; i < 60_000; i++) {
        wide.append(",\"c").append(i).append("\":1");
      }
      assertThat(upload("{\"email\":\"grace@cobol.example\"}\n" + wide + "}\n"))
          .isEqualTo(Outcome.refused(new IntakeRefusal.TooManyColumns(1_000)));
    }
  }

  @Nested
  class Of_five_gigabytes {

    @Test
    void are_refused_without_being_read_beyond_the_limit() {
      Crm small = Crm.on(new MemoryStorage()).background(false).largestImport(3_000_000).start();
      Endless file = new Endless(FIVE_GIGABYTES);
      assertThat(small.as(Actors.administrator()).imports().upload("huge.csv", file))
          .isEqualTo(Outcome.refused(new IntakeRefusal.FileTooLarge(3_000_000)));
      assertThat(file.read).isLessThan(5_000_000);
    }

    /** A gigabyte and a half will do: it is more than the tests have of memory. */
    @Test
    void are_taken_piece_by_piece_where_the_limit_lets_them() throws IOException {
      long length = 3L << 29;
      Taken taken =
          new FileIntake(forgetting(length), Long.MAX_VALUE)
              .take(
                  new ImportId(new UUID(0, 1)),
                  new Endless(length),
                  Declared.NOTHING,
                  Instant.EPOCH)
              .orElseThrow();
      assertThat(taken.bytes()).isEqualTo(length);
      assertThat(taken.analysis().firstRow()).hasSize(2);
    }

    /** A store that makes the pieces anew of which it is asked. */
    private ImportStore forgetting(long length) {
      return (ImportStore)
          Proxy.newProxyInstance(
              ImportStore.class.getClassLoader(),
              new Class<?>[] {ImportStore.class},
              (self, method, arguments) ->
                  method.getName().equals("piece") ? piece(length, (int) arguments[1]) : null);
    }

    private Optional<byte[]> piece(long length, int number) {
      long from = (long) number * FileIntake.PIECE;
      if (from >= length) {
        return Optional.empty();
      }
      byte[] piece = new byte[(int) Math.min(FileIntake.PIECE, length - from)];
      Endless file = new Endless(length);
      file.read = from;
      file.read(piece, 0, piece.length);
      return Optional.of(piece);
    }
  }

  @Nested
  class With_damaged_characters {

    @Test
    void lose_the_damaged_rows_and_tell_their_lines_and_change_no_other() {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes("email,familyName\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 50; i++) {
        file.writeBytes(("a" + i + "@x.example,Käthe\n").getBytes(StandardCharsets.UTF_8));
      }
      file.writeBytes("b@x.example,J\u00fcrgen\n".getBytes(StandardCharsets.ISO_8859_1));
      file.writeBytes("c@x.example,".getBytes(StandardCharsets.UTF_8));
      file.write(0xC3);
      file.writeBytes("\nd@x.example,Øyvind\n".getBytes(StandardCharsets.UTF_8));
      ImportId id = imported(file.toByteArray());
      assertThat(problems(id)).containsExactly("52 undecodable", "53 undecodable");
      assertThat(names()).containsOnly("Käthe", "Øyvind").hasSize(51);
    }
  }

  @Nested
  class With_a_quote_that_is_never_closed {

    @Test
    void lose_its_row_and_tell_its_line_and_change_no_other() {
      StringBuilder file = new StringBuilder("familyName,company,city\n");
      for (int i = 1; i <= 500; i++) {
        String company = i == 101 ? "\"Co X" : i >= 450 ? "\"Co " + i + ", Inc\"" : "Co " + i;
        file.append("Nr").append(i).append(',').append(company).append(",York\n");
      }
      ImportId id = imported(file.toString());
      assertThat(problems(id)).containsExactly("102 misplaced-quote");
      assertThat(leads()).isEqualTo(499);
    }
  }

  @Nested
  class Of_objects {

    @Test
    void are_streamed_past_a_broken_and_a_huge_line() {
      StringBuilder file = new StringBuilder();
      for (int i = 0; i < 6_000; i++) {
        file.append("{\"email\":\"a").append(i).append("@x.example\"}\n");
        if (i == 2_999) {
          file.append("{\"email\":\"broken@x.example\"\n");
          file.append("{\"email\":\"").append("x".repeat(5_000_000)).append("\"}\n");
        }
      }
      ImportId id = imported(file.toString());
      assertThat(problems(id)).containsExactly("3001 invalid-json", "3002 row-too-long");
      assertThat(leads()).isEqualTo(6_000);
    }
  }

  @Nested
  class That_are_packed {

    @Test
    void to_unpack_to_far_too_much_are_refused() {
      String table = "email\nada@engines.example\n";
      String objects = "{\"email\":\"ada@engines.example\"}\n";
      for (String beginning : List.of(table, objects)) {
        assertThat(upload(bomb(beginning)))
            .isEqualTo(Outcome.refused(new IntakeRefusal.UnpacksTooLarge()));
      }
    }

    @Test
    void twice_are_refused() {
      byte[] once = packed("email\nada@engines.example\n".getBytes(StandardCharsets.UTF_8));
      assertThat(upload(packed(once)))
          .isEqualTo(Outcome.refused(new IntakeRefusal.FileKindUnknown()));
    }
  }

  /** So many bytes of a table, made as they are read. */
  private static final class Endless extends InputStream {

    private static final byte[] ROW =
        "ada@engines.example,Lovelace\n".getBytes(StandardCharsets.UTF_8);

    private final long length;
    private long read;

    Endless(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      return read == length ? -1 : ROW[(int) (read++ % ROW.length)];
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      int given = (int) Math.min(count, length - read);
      for (int i = 0; i < given; i++) {
        target[offset + i] = ROW[(int) ((read + i) % ROW.length)];
      }
      read += given;
      return given == 0 && count > 0 ? -1 : given;
    }
  }

  /** A packed file that unpacks to 300 MB of nothing behind its beginning. */
  private static byte[] bomb(String beginning) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(beginning.getBytes(StandardCharsets.UTF_8));
      byte[] nothing = new byte[1 << 20];
      Arrays.fill(nothing, (byte) ' ');
      for (int i = 0; i < 300; i++) {
        gzip.write(nothing);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] packed(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Outcome<ImportId> upload(String file) {
    return upload(file.getBytes(StandardCharsets.UTF_8));
  }

  private Outcome<ImportId> upload(byte[] file) {
    return workspace
        .imports()
        .upload("leads", new ByteArrayInputStream(file))
        .map(view -> view.id());
  }

  private ImportId imported(String file) {
    return imported(file.getBytes(StandardCharsets.UTF_8));
  }

  private ImportId imported(byte[] file) {
    ImportId id = upload(file).orElseThrow();
    run(id);
    return id;
  }

  private void run(ImportId id) {
    workspace.imports().start(id).orElseThrow();
    crm.runDue();
  }

  private List<String> problems(ImportId id) {
    return workspace.imports().problems(id, RowFate.FAILED, 0, 10).orElseThrow().stream()
        .map(problem -> problem.line() + " " + problem.code())
        .toList();
  }

  private long leads() {
    return names().size();
  }

  private List<String> names() {
    return storage.leads().versions(null, 10_000).stream()
        .map(version -> storage.leads().find(new LeadId(version.id())).orElseThrow())
        .map(lead -> lead.content().profile().name())
        .map(name -> name == null ? "" : String.valueOf(name.family()))
        .toList();
  }
}
