package dev.kith.crm.application.intake.source.packing;

import com.google.common.io.CountingInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * What a packed stream unpacks to, as long as that stays within reason: not more than {@link
 * #MOST}, and not more than {@link #RATIO} times what was packed once it is longer than {@link
 * #SMALL}. Rows of a table pack to a tenth or a twentieth.
 */
public final class Unpacking extends FilterInputStream {

  public static final long MOST = 4L << 30;
  static final int RATIO = 200;
  static final int SMALL = 16 << 20;

  private final CountingInputStream packed;
  private long count;

  /**
   * @param unpacked reads from the packed stream
   */
  public Unpacking(InputStream unpacked, CountingInputStream packed) {
    super(unpacked);
    this.packed = packed;
  }

  public static Unpacking ofGzip(InputStream packed) throws IOException {
    CountingInputStream counting = new CountingInputStream(packed);
    return new Unpacking(new GZIPInputStream(counting, 1 << 16), counting);
  }

  /** What a file that is packed as a whole unpacks to, from its beginning. */
  public static SourceContent unpacked(SourceContent packed) {
    return offset -> ofGzip(packed.from(0));
  }

  /** How much of the packed stream was read. */
  public long packedBytes() {
    return packed.getCount();
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    counted(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    counted(Math.max(read, 0));
    return read;
  }

  private void counted(int more) throws IOException {
    count += more;
    if (count > MOST || (count > SMALL && count / RATIO > packed.getCount())) {
      throw new TooMuchUnpackedException(Math.min(count, MOST));
    }
  }
}
