package dev.kith.crm.application.intake.source.packing;

import java.io.IOException;

/** A file unpacks to more than is read of one. */
public final class TooMuchUnpackedException extends IOException {

  public TooMuchUnpackedException(long bytes) {
    super("the file unpacks to more than " + bytes + " bytes");
  }
}
