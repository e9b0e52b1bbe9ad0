package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.source.FileAnalysis;
import dev.kith.crm.application.intake.source.FileAnalysis.Analysis;
import dev.kith.crm.application.intake.source.SourceFile;
import dev.kith.crm.application.intake.source.packing.SourceContent;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.IntakeRefusal;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.intake.source.SourceRows;
import dev.kith.crm.domain.shared.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a file in piece by piece, and looks at it once it is there. */
final class FileIntake {

  /** A little below what H2 takes as one value. */
  static final int PIECE = 1_000_000;

  /** How many rows tell what a column holds. */
  private static final int SAMPLED = 100;

  /** What a file turned out to be. */
  record Taken(long bytes, String sha256, Analysis analysis) {}

  private final ImportStore store;
  private final long largest;

  FileIntake(ImportStore store, long largest) {
    this.store = store;
    this.largest = largest;
  }

  Outcome<Taken> take(ImportId id, InputStream content, Declared declared, Instant now)
      throws IOException {
    if (declared.bytes() > largest) {
      return Outcome.refused(new IntakeRefusal.FileTooLarge(largest));
    }
    MessageDigest digest = sha256();
    long bytes = 0;
    byte[] piece = content.readNBytes((int) Math.min(PIECE - 1, largest) + 1);
    for (int number = 0; piece.length > 0; number++) {
      bytes += piece.length;
      if (bytes > largest) {
        return Outcome.refused(new IntakeRefusal.FileTooLarge(largest));
      }
      digest.update(piece);
      store.addPiece(id, number, piece, now);
      piece = content.readNBytes(PIECE);
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    long total = bytes;
    return FileAnalysis.of(content(id), declared).map(found -> new Taken(total, sha256, found));
  }

  /** What a stored file turns out to be when it is read in some way. */
  Outcome<Analysis> again(ImportId id, FileFormat format) {
    return FileAnalysis.of(content(id), format);
  }

  /** The cells of the first rows of data. */
  List<List<String>> sample(ImportId id, FileFormat format, HeaderRow header) {
    SourceRows source = file(id, format).data(header);
    List<List<String>> sample = new ArrayList<>();
    SourceRow row = source.next();
    while (row != null && sample.size() < SAMPLED) {
      sample.add(row.cells());
      row = source.next();
    }
    return sample;
  }

  /** A stored file, read in some way. */
  SourceFile file(ImportId id, FileFormat format) {
    return new SourceFile(content(id), format);
  }

  private SourceContent content(ImportId id) {
    return offset -> new Pieces(store, id, offset);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * A stored file from a place in it to its end; one piece is in memory at a time. All pieces but
   * the last are {@link #PIECE} long.
   */
  private static final class Pieces extends InputStream {

    private final ImportStore store;
    private final ImportId id;
    private byte[] current = new byte[0];
    private int at;
    private int next;

    Pieces(ImportStore store, ImportId id, long offset) {
      this.store = store;
      this.id = id;
      this.next = Math.toIntExact(offset / PIECE);
      if (offset % PIECE > 0 && ready()) {
        at = (int) Math.min(current.length, offset % PIECE);
      }
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
