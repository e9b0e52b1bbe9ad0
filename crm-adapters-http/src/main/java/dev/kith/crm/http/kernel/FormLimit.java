package dev.kith.crm.http.kernel;

import com.google.common.base.Throwables;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import dev.kith.crm.http.kernel.problem.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.util.MultipartUtil;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;

/**
 * How much of a form with files is received. One that announces more is refused before anything of
 * it is read; one that does not is cut off where it becomes too much, and what had come by then is
 * not kept.
 */
public final class FormLimit {

  /** What a form has besides its file. */
  private static final long BESIDES = 64 * 1024;

  private FormLimit() {}

  /**
   * Sets the limit for a request of whose form nothing has been read.
   *
   * @param largestFile in bytes
   * @throws ProblemException that says {@code body-too-large}
   */
  public static void set(Context ctx, long largestFile) {
    if (!ctx.isMultipartFormData()) {
      return;
    }
    long limit = largestFile > Long.MAX_VALUE - BESIDES ? Long.MAX_VALUE : largestFile + BESIDES;
    if (ctx.req().getContentLengthLong() > limit) {
      throw Bodies.tooLarge(limit);
    }
    ctx.req()
        .setAttribute(
            MultipartUtil.MULTIPART_CONFIG_ATTRIBUTE,
            new MultipartConfigElement(System.getProperty("java.io.tmpdir"), -1, limit, 1));
  }

  /** Whether a form was cut off at the limit, which Jetty tells by a message only. */
  public static boolean isExceeded(Exception e) {
    return e instanceof ServletException
        && String.valueOf(Throwables.getRootCause(e).getMessage()).startsWith("max length");
  }

  /** The limit that was set for the request; as a problem. */
  static Problem exceeded(Context ctx) {
    return ctx.req().getAttribute(MultipartUtil.MULTIPART_CONFIG_ATTRIBUTE)
            instanceof MultipartConfigElement config
        ? Bodies.tooLargeProblem(config.getMaxRequestSize())
        : Problem.of(HttpFault.BODY_TOO_LARGE, "The form is too large.");
  }
}
