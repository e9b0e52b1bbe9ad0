package dev.kith.crm.persistence.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyTextTest {

  private static final List<@Nullable Object[]> ROWS =
      List.of(
          new @Nullable Object[] {new UUID(0, 7), 3L, null, true},
          new @Nullable Object[] {"back\\slash", "tab\there", "line\nfeed", "carriage\rreturn"},
          new @Nullable Object[] {"", "Zoë 株式会社 😀", Instant.EPOCH, "\\N"},
          new @Nullable Object[] {"x".repeat(70_000), "y", "z", "after a long one"});

  private static final String TEXT =
      "00000000-0000-0000-0000-000000000007\t3\t\\N\ttrue\n"
          + "back\\\\slash\ttab\\there\tline\\nfeed\tcarriage\\rreturn\n"
          + "\tZoë 株式会社 😀\t1970-01-01T00:00:00Z\t\\\\N\n"
          + "x".repeat(70_000)
          + "\ty\tz\tafter a long one\n";

  @Test
  void writes_each_value_as_copy_reads_it_back_whatever_the_size_of_the_pieces() {
    for (int piece : new int[] {1, 3, 64, 8_192, 1 << 16, 1 << 20}) {
      assertThat(read(new CopyText(ROWS.iterator()), piece)).isEqualTo(TEXT);
    }
  }

  @Test
  void gives_single_bytes_as_well() {
    CopyText text = new CopyText(ROWS.subList(0, 3).iterator());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int b = text.read(); b >= 0; b = text.read()) {
      out.write(b);
    }
    assertThat(out.toString(UTF_8))
        .isEqualTo(TEXT.lines().limit(3).reduce("", (a, l) -> a + l + "\n"));
  }

  @Test
  void makes_a_row_no_sooner_than_it_is_asked_for() {
    int[] made = {0};
    Iterator<@Nullable Object[]> rows = ROWS.iterator();
    CopyText text =
        new CopyText(
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return rows.hasNext();
              }

              @Override
              public @Nullable Object[] next() {
                made[0]++;
                return rows.next();
              }
            });

    assertThat(text.read(new byte[10], 0, 10)).isEqualTo(10);

    assertThat(made[0]).isEqualTo(1);
  }

  @Test
  void has_nothing_to_give_without_rows() {
    assertThat(new CopyText(List.<@Nullable Object[]>of().iterator()).read(new byte[8], 0, 8))
        .isEqualTo(-1);
  }

  private static String read(CopyText text, int piece) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = new byte[piece];
    for (int n = text.read(bytes, 0, piece); n >= 0; n = text.read(bytes, 0, piece)) {
      out.write(bytes, 0, n);
    }
    return out.toString(UTF_8);
  }
}
