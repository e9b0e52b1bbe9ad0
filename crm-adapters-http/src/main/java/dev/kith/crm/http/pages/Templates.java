package dev.kith.crm.http.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The compiled templates. A page is rendered as a whole before anything is sent: an error half-way
 * is an error page.
 */
public final class Templates {

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), "dev.kith.crm.http");

  /**
   * @param template such as {@code lead/list.jte}
   */
  public byte[] render(String template, Map<String, @Nullable Object> model) {
    Utf8ByteOutput output = new Utf8ByteOutput();
    engine.render(template, model, output);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
    try {
      output.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
