package dev.kith.crm.application.intake.source.text;

import dev.kith.crm.domain.intake.source.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every byte of a file to tell its encoding. A file may be plain ASCII for a million rows
 * before the first umlaut shows how it was written, so its beginning is not enough.
 */
public final class EncodingCensus {

  private static final int LOOKED_AT_FOR_ZEROS = 1 << 16;

  private long total;
  private long evenZeros;
  private long oddZeros;
  private long multiByte;
  private long broken;
  private int expected;
  private int first = -1;
  private int second = -1;

  public void add(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b > 0 && expected == 0) {
        continue;
      }
      look(b & 0xff, total + i);
    }
    if (total == 0 && length >= 2) {
      first = bytes[0] & 0xff;
      second = bytes[1] & 0xff;
    }
    total += length;
  }

  private void look(int b, long at) {
    if (b == 0 && at < LOOKED_AT_FOR_ZEROS) {
      if ((at & 1) == 0) {
        evenZeros++;
      } else {
        oddZeros++;
      }
    }
    if (expected > 0) {
      if (b >= 0x80 && b < 0xc0) {
        expected--;
        multiByte += expected == 0 ? 1 : 0;
        return;
      }
      broken++;
      expected = 0;
    }
    if (b >= 0xf0 && b < 0xf5) {
      expected = 3;
    } else if (b >= 0xe0 && b < 0xf0) {
      expected = 2;
    } else if (b >= 0xc2 && b < 0xe0) {
      expected = 1;
    } else if (b >= 0x80) {
      broken++;
    }
  }

  /**
   * What the file was declared to be, unless its bytes rule that out: sequences of UTF-8 all over
   * are no chance, and neither are those that are none.
   */
  public Encoding result(@Nullable Encoding declared) {
    return declared == null || rulesOut(declared) ? result() : declared;
  }

  private boolean rulesOut(Encoding declared) {
    Encoding found = result();
    return found.unit() != declared.unit()
        || (declared == Encoding.UTF_8 && found != Encoding.UTF_8)
        || (declared != Encoding.UTF_8 && multiByte > 0 && broken == 0);
  }

  /** A byte order mark decides; otherwise UTF-8, unless more sequences are broken than sound. */
  public Encoding result() {
    if (first == 0xff && second == 0xfe) {
      return Encoding.UTF_16LE;
    }
    if (first == 0xfe && second == 0xff) {
      return Encoding.UTF_16BE;
    }
    long looked = Math.min(total, LOOKED_AT_FOR_ZEROS);
    if (oddZeros > looked / 4 && evenZeros < looked / 20) {
      return Encoding.UTF_16LE;
    }
    if (evenZeros > looked / 4 && oddZeros < looked / 20) {
      return Encoding.UTF_16BE;
    }
    return broken > multiByte ? Encoding.WINDOWS_1252 : Encoding.UTF_8;
  }
}
