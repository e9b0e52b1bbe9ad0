package dev.kith.crm.domain.intake.source;

import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other. */
@FunctionalInterface
public interface SourceRows {

  /** The next row that is not blank; null at the end of the file. */
  @Nullable SourceRow next();
}
