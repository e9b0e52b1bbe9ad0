package dev.kith.crm.domain.intake.source;

import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a file before it is read, as in RFC 4180.
 *
 * @param bytes its length; -1 where nothing is said
 * @param encoding null where nothing is said
 * @param header UNDECIDED where nothing is said
 */
public record Declared(long bytes, @Nullable Encoding encoding, HeaderRow header) {

  public static final Declared NOTHING = new Declared(-1, null, HeaderRow.UNDECIDED);
}
