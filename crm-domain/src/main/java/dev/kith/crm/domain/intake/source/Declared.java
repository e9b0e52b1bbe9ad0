package dev.kith.crm.domain.intake.source;

import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a file before it is read, as in RFC 4180.
 *
 * @param bytes its length; -1 where nothing is said
 * @param encoding null where nothing is said
 * @param header UNDECIDED where nothing is said
 * @param kind what its rows are; null for leads
 */
public record Declared(
    long bytes, @Nullable Encoding encoding, HeaderRow header, @Nullable RecordKind kind) {

  public static final Declared NOTHING = new Declared(-1, null, HeaderRow.UNDECIDED);

  public Declared(long bytes, @Nullable Encoding encoding, HeaderRow header) {
    this(bytes, encoding, header, null);
  }

  /** The same, and what its rows are. */
  public Declared of(@Nullable RecordKind rows) {
    return new Declared(bytes, encoding, header, rows);
  }
}
