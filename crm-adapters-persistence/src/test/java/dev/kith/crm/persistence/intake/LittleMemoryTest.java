package dev.kith.crm.persistence.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OtherProcess;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an import needs does not depend on how large its file is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LittleMemoryTest {

  private static final int HEAP = 128;
  private static final int ROWS = 15_000;
  private static final String NOTES = "x".repeat(10_000);

  /** Takes the file in, and then its rows. */
  static final class Importer {
    public static void main(String[] arguments) {
      try (Crm crm = Crm.on(JooqStorage.open(arguments[0])).background(false).start()) {
        var imports = crm.as(Actor.SYSTEM).imports();
        ImportId id = imports.upload("leads.csv", new Rows()).orElseThrow().id();
        imports.start(id).orElseThrow();
        crm.runDue();
        ImportView done = imports.get(id).orElseThrow();
        System.out.println(
            "%d bytes, %d created".formatted(done.file().bytes(), done.progress().created()));
      }
    }
  }

  @Test
  @Timeout(300)
  void a_file_that_is_larger_than_the_memory_comes_in() {
    String url = Databases.h2FileWithTables();
    try (OtherProcess importer = OtherProcess.running(HEAP, Importer.class, url)) {
      assertThat(importer.exitCode()).as("%s", importer.said()).isZero();
      assertThat(importer.said()).contains("%d bytes, %d created".formatted(Rows.length(), ROWS));
      assertThat(Rows.length()).isGreaterThan(HEAP * 1_100_000L);
    }
  }

  /** Made while they are read. */
  private static final class Rows extends InputStream {

    private static final String HEADER = "email,notes\n";

    private byte[] line = HEADER.getBytes(StandardCharsets.UTF_8);
    private int at;
    private int number;

    static long length() {
      return HEADER.length() + ROWS * (long) row(0).length();
    }

    private static String row(int number) {
      return "lead%06d@many.example,%s\n".formatted(number, NOTES);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      if (at == line.length) {
        if (number == ROWS) {
          return -1;
        }
        line = row(number++).getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      int length = Math.min(most, line.length - at);
      System.arraycopy(line, at, into, from, length);
      at += length;
      return length;
    }
  }
}
