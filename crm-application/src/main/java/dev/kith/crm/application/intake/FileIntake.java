package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.CsvRows.Row;
import dev.kith.crm.domain.intake.CsvFormat;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.IntakeRefusal;
import dev.kith.crm.domain.shared.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes a file in piece by piece, and looks at it on the way. */
final class FileIntake {

  /** A little below what H2 takes as one value. */
  static final int PIECE = 1_000_000;

  /** How much of the beginning tells delimiter, quotes and columns. */
  private static final int HEAD = 1 << 16;

  private static final int LONGEST_NAME = 100;

  /**
   * How files begin that are sometimes taken for CSV: workbooks and archives, older workbooks, PDF,
   * gzip.
   */
  private static final List<byte[]> NO_TEXT =
      List.of(
          new byte[] {'P', 'K', 3, 4},
          new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0},
          new byte[] {'%', 'P', 'D', 'F'},
          new byte[] {0x1f, (byte) 0x8b});

  /** What a file turned out to be. */
  record Taken(long bytes, String sha256, CsvFormat format, List<String> firstRow) {}

  private final ImportStore store;
  private final long largest;

  FileIntake(ImportStore store, long largest) {
    this.store = store;
    this.largest = largest;
  }

  Outcome<Taken> take(ImportId id, InputStream content, Instant now) throws IOException {
    MessageDigest digest = sha256();
    EncodingCensus census = new EncodingCensus();
    byte[] head = new byte[0];
    long bytes = 0;
    byte[] piece = content.readNBytes((int) Math.min(PIECE, largest + 1));
    for (int number = 0; piece.length > 0; number++) {
      bytes += piece.length;
      if (bytes > largest) {
        return Outcome.refused(new IntakeRefusal.FileTooLarge(largest));
      }
      if (number == 0) {
        if (NO_TEXT.stream().anyMatch(startsWith(piece))) {
          return Outcome.refused(new IntakeRefusal.FileNotText());
        }
        head = head(piece);
      }
      digest.update(piece);
      census.add(piece, piece.length);
      store.addPiece(id, number, piece, now);
      piece = content.readNBytes(PIECE);
    }
    CsvFormat format = CsvDetection.formatOf(head, census.result());
    Row first = new CsvRows(new ByteArrayInputStream(head), format).next();
    if (first == null) {
      return Outcome.refused(new IntakeRefusal.FileEmpty());
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    long total = bytes;
    return firstRow(first).map(names -> new Taken(total, sha256, format, names));
  }

  /** The first row of a stored file, read in some way. */
  Outcome<List<String>> firstRow(ImportId id, CsvFormat format) {
    Row first = rows(id, format).next();
    return first == null ? Outcome.refused(new IntakeRefusal.FileEmpty()) : firstRow(first);
  }

  /**
   * What is not cells is one cell, so that there is something to look at. Names that are no names
   * are cut.
   */
  private static Outcome<List<String>> firstRow(Row first) {
    List<String> cells = first.cells().isEmpty() ? List.of(first.raw()) : first.cells();
    return cells.size() > Import.MOST_COLUMNS
        ? Outcome.refused(new IntakeRefusal.TooManyColumns(Import.MOST_COLUMNS))
        : Outcome.done(cells.stream().map(FileIntake::shortened).toList());
  }

  private static String shortened(String cell) {
    String text = cell.replace('\0', ' ').strip();
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }

  /** The rows of a stored file. */
  CsvRows rows(ImportId id, CsvFormat format) {
    return new CsvRows(new Pieces(store, id), format);
  }

  private static byte[] head(byte[] piece) {
    if (piece.length <= HEAD) {
      return piece;
    }
    int end = HEAD;
    while (end > HEAD / 2 && piece[end - 1] != '\n' && piece[end - 1] != '\r') {
      end--;
    }
    // A line feed of UTF-16LE is followed by a zero that belongs to it; an odd length would cut it
    // off.
    return Arrays.copyOf(piece, end + (end & 1));
  }

  private static Predicate<byte[]> startsWith(byte[] piece) {
    return mark ->
        piece.length >= mark.length && Arrays.equals(mark, 0, mark.length, piece, 0, mark.length);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A stored file from its beginning to its end; one piece is in memory at a time. */
  private static final class Pieces extends InputStream {

    private final ImportStore store;
    private final ImportId id;
    private byte[] current = new byte[0];
    private int at;
    private int next;

    Pieces(ImportStore store, ImportId id) {
      this.store = store;
      this.id = id;
    }

    @Override
    public int read() {
      return ready() ? current[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (!ready()) {
        return -1;
      }
      int count = Math.min(length, current.length - at);
      System.arraycopy(current, at, target, offset, count);
      at += count;
      return count;
    }

    private boolean ready() {
      while (at == current.length) {
        byte @Nullable [] piece = store.piece(id, next).orElse(null);
        if (piece == null) {
          return false;
        }
        next++;
        current = piece;
        at = 0;
      }
      return true;
    }
  }
}
