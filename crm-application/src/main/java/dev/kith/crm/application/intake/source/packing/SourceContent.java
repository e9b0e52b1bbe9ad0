package dev.kith.crm.application.intake.source.packing;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file, as often as they are wanted. */
@FunctionalInterface
public interface SourceContent {

  /**
   * @param offset where to begin, in bytes
   */
  InputStream from(long offset) throws IOException;
}
