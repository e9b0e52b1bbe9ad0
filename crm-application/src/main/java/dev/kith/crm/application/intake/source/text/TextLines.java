package dev.kith.crm.application.intake.source.text;

import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into lines before it is decoded, so that bytes which are no characters spoil their
 * own line only. A line ends with LF, CR or CR LF, mixed as they come. Memory is bounded: of a line
 * that is too long only the beginning is kept.
 */
public final class TextLines {

  /** In bytes. */
  public static final int LONGEST = 1 << 20;

  private static final int KEPT_OF_LONGER = 1_000;

  /**
   * A line of the file.
   *
   * @param number counted from 1
   * @param end where the next line begins, in bytes from the beginning of the file
   * @param ending the characters that ended it; empty at the end of a file that does not end with a
   *     line break
   * @param decodable false if some bytes are no characters; the text shows a replacement for them
   */
  public record Line(
      long number, long end, String text, String ending, boolean decodable, boolean tooLong) {}

  private final InputStream in;
  private final Charset charset;
  private final int unit;
  private final boolean littleEndian;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int filled;
  private boolean ended;
  private long position;
  private long number;

  public TextLines(InputStream in, Encoding encoding) {
    this(in, encoding, SourcePosition.BEGINNING);
  }

  /**
   * @param in begins at the position
   */
  public TextLines(InputStream in, Encoding encoding, SourcePosition position) {
    this.position = position.offset();
    this.number = position.line() - 1;
    this.in = in;
    this.charset = encoding.charset();
    this.unit = encoding.unit();
    this.littleEndian = encoding == Encoding.UTF_16LE;
  }

  /** The next line; null at the end of the file. */
  public @Nullable Line next() {
    int scanned = 0;
    String tooLong = null;
    while (true) {
      int lineBreak = nextBreak(start + scanned);
      boolean waitsForLineFeed = lineBreak >= 0 && isCut(lineBreak);
      if (lineBreak >= 0 && !waitsForLineFeed) {
        return line(lineBreak, endingAt(lineBreak), tooLong);
      }
      if (ended) {
        return start == filled && tooLong == null ? null : line(filled, "", tooLong);
      }
      scanned = (waitsForLineFeed ? lineBreak : filled - (filled - start) % unit) - start;
      if (scanned > LONGEST && !waitsForLineFeed) {
        if (tooLong == null) {
          tooLong = decoded(start, KEPT_OF_LONGER).replace("\uFFFD", "") + "…";
        }
        start += scanned;
        position += scanned;
        scanned = 0;
      }
      fill();
    }
  }

  /** The first unit of a line break at or after an index; -1 if none is in the buffer. */
  private int nextBreak(int from) {
    if (unit == 1) {
      byte[] bytes = buffer;
      for (int i = from; i < filled; i++) {
        byte b = bytes[i];
        if (b == '\n' || b == '\r') {
          return i;
        }
      }
      return -1;
    }
    for (int i = from; i + 1 < filled; i += 2) {
      int c = unitAt(i);
      if (c == '\n' || c == '\r') {
        return i;
      }
    }
    return -1;
  }

  private int unitAt(int i) {
    if (unit == 1) {
      return buffer[i];
    }
    int first = buffer[i] & 0xff;
    int second = buffer[i + 1] & 0xff;
    return littleEndian ? second << 8 | first : first << 8 | second;
  }

  /**
   * Whether a carriage return stands so near to the end of the buffer that its line feed may still
   * be outside.
   */
  private boolean isCut(int lineBreak) {
    return !ended && unitAt(lineBreak) == '\r' && lineBreak + 2 * unit > filled;
  }

  private String endingAt(int lineBreak) {
    if (unitAt(lineBreak) == '\n') {
      return "\n";
    }
    int after = lineBreak + unit;
    return after + unit <= filled && unitAt(after) == '\n' ? "\r\n" : "\r";
  }

  private Line line(int textEnd, String ending, @Nullable String tooLong) {
    int from = start;
    int next = textEnd + ending.length() * unit;
    position += next - start;
    start = next;
    number++;
    if (tooLong != null) {
      return new Line(number, position, tooLong, ending, true, true);
    }
    String text = decoded(from, textEnd - from);
    boolean decodable = text.indexOf('\uFFFD') < 0 || isDecodable(from, textEnd - from);
    if (number == 1 && text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    return new Line(number, position, text, ending, decodable, false);
  }

  private String decoded(int from, int length) {
    return Mojibake.mended(new String(buffer, from, length, charset));
  }

  /** The replacement character may also stand in the file itself. */
  private boolean isDecodable(int from, int length) {
    try {
      charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(buffer, from, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private void fill() {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    try {
      int count = in.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        ended = true;
      } else {
        filled += count;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
