package dev.kith.crm.http.kernel;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written while it is made, so that it may have any length. Its beginning is held
 * back: a failure there is still answered with a problem. Later ones cut the connection, since the
 * status has been sent and a file that merely stops would look whole.
 */
final class Download extends OutputStream {

  /** A file broke off after its beginning had been answered. */
  static final class BrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenException(Throwable cause) {
      super(cause);
    }
  }

  private static final int HELD_BACK = 16 * 1024;

  private final Context ctx;
  private final String mediaType;
  private final String fileName;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private @Nullable OutputStream out;

  Download(Context ctx, String mediaType, String fileName) {
    this.ctx = ctx;
    this.mediaType = mediaType;
    this.fileName = fileName;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    OutputStream known = out;
    if (known != null) {
      known.write(bytes, from, length);
      return;
    }
    head.write(bytes, from, length);
    if (head.size() >= HELD_BACK) {
      begun();
    }
  }

  @Override
  public void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  /** Even a file without a byte is a file. */
  @Override
  public void close() throws IOException {
    begun().flush();
  }

  boolean hasBegun() {
    return out != null;
  }

  /** Ends the connection without the end of the body, so that the client knows it is not whole. */
  static void cut(Context ctx) {
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }

  private OutputStream begun() throws IOException {
    OutputStream known = out;
    if (known == null) {
      ctx.status(200)
          .contentType(mediaType)
          .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
      known = ctx.outputStream();
      out = known;
      head.writeTo(known);
      head.reset();
    }
    return known;
  }
}
