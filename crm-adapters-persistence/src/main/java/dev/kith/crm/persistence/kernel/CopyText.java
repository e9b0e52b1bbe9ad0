package dev.kith.crm.persistence.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the text format of PostgreSQL's {@code COPY}, made as they are read, so that the server
 * stores the first while the last are still being made, and a batch never stands in memory twice.
 */
final class CopyText extends InputStream {

  private static final int USUAL = 1 << 16;
  private static final byte[] NULL = {'\\', 'N'};
  private static final char PLAIN = 0;

  private final Iterator<@Nullable Object[]> rows;
  private byte[] row = new byte[1 << 10];
  private int length;
  private int read;

  CopyText(Iterator<@Nullable Object[]> rows) {
    this.rows = rows;
  }

  @Override
  public int read() {
    return isAtEnd() ? -1 : row[read++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int wanted) {
    int given = 0;
    while (given < wanted && !isAtEnd()) {
      int piece = Math.min(wanted - given, length - read);
      System.arraycopy(row, read, target, offset + given, piece);
      read += piece;
      given += piece;
    }
    return given == 0 && wanted > 0 ? -1 : given;
  }

  private boolean isAtEnd() {
    while (read == length) {
      if (!rows.hasNext()) {
        return true;
      }
      write(rows.next());
    }
    return false;
  }

  private void write(@Nullable Object[] values) {
    if (row.length > USUAL) {
      row = new byte[1 << 10];
    }
    read = 0;
    length = 0;
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        add((byte) '\t');
      }
      Object value = values[i];
      if (value == null) {
        add(NULL, 0, NULL.length);
      } else {
        addEscaped(value.toString().getBytes(UTF_8));
      }
    }
    add((byte) '\n');
  }

  /** What must be escaped is ASCII, and no byte of any other character in UTF-8 looks like it. */
  private void addEscaped(byte[] text) {
    int plain = 0;
    for (int i = 0; i < text.length; i++) {
      char escaped =
          switch (text[i]) {
            case '\\' -> '\\';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> PLAIN;
          };
      if (escaped != PLAIN) {
        add(text, plain, i);
        add((byte) '\\');
        add((byte) escaped);
        plain = i + 1;
      }
    }
    add(text, plain, text.length);
  }

  private void add(byte[] text, int from, int to) {
    int piece = to - from;
    if (row.length - length < piece) {
      row = Arrays.copyOf(row, Math.max(2 * row.length, length + piece));
    }
    System.arraycopy(text, from, row, length, piece);
    length += piece;
  }

  private void add(byte b) {
    if (length == row.length) {
      row = Arrays.copyOf(row, 2 * length);
    }
    row[length++] = b;
  }
}
