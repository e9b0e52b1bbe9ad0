package dev.kith.crm.http.kernel;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written while it is made, so that it may have any length. Until the first byte
 * nothing has been answered, and a refusal is still possible.
 */
final class Download extends OutputStream {

  private final Context ctx;
  private final String mediaType;
  private final String fileName;
  private @Nullable OutputStream out;

  Download(Context ctx, String mediaType, String fileName) {
    this.ctx = ctx;
    this.mediaType = mediaType;
    this.fileName = fileName;
  }

  @Override
  public void write(int b) throws IOException {
    begun().write(b);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    begun().write(bytes, from, length);
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

  private OutputStream begun() {
    OutputStream known = out;
    if (known == null) {
      ctx.status(200)
          .contentType(mediaType)
          .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
      known = ctx.outputStream();
      out = known;
    }
    return known;
  }
}
