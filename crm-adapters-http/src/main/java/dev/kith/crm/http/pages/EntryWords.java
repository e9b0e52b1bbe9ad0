package dev.kith.crm.http.pages;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An audit entry in words.
 *
 * @param kind of what record it tells: "Lead"
 * @param name what the record is called; null if that is not known here
 * @param href where the record is looked at; null where there is no page for it
 * @param did what was done, as it follows on the name: "changed the phone"
 * @param differences every field that changed and is not hidden from the reader
 * @param brief those that a timeline shows beside the record itself
 * @param said what somebody wrote, such as a note; null if nothing
 * @param through what made the CRM do it by itself; null where somebody asked for it
 * @param by how it was asked for, if not by a person on a page; null otherwise
 * @param requestId null where there was no request
 * @param merge id of the merge that it tells of; null for all else
 */
public record EntryWords(
    UUID id,
    Subject subject,
    long position,
    String kind,
    @Nullable String name,
    @Nullable String href,
    Instant at,
    String who,
    String did,
    String icon,
    String tone,
    List<Difference> differences,
    List<Difference> brief,
    @Nullable String said,
    @Nullable Piece through,
    @Nullable String by,
    @Nullable String requestId,
    @Nullable String merge) {

  public EntryWords {
    differences = ImmutableList.copyOf(differences);
    brief = ImmutableList.copyOf(brief);
  }

  /**
   * A part of what is read.
   *
   * @param at the moment that it is; null for all else
   * @param href where it leads; null if nowhere
   */
  public record Piece(String text, @Nullable Instant at, @Nullable String href) {
    static Piece of(String text) {
      return new Piece(text, null, null);
    }
  }

  /**
   * One field before and after.
   *
   * @param before empty if it was empty
   * @param after empty if it is empty now
   */
  public record Difference(String label, List<Piece> before, List<Piece> after) {

    public Difference {
      before = ImmutableList.copyOf(before);
      after = ImmutableList.copyOf(after);
    }

    /** The whole of a value, without its links. */
    public static @Nullable String text(List<Piece> pieces) {
      return pieces.isEmpty()
          ? null
          : pieces.stream().map(Piece::text).collect(Collectors.joining(", "));
    }
  }

  /** "Team North". */
  public String record() {
    return name == null ? kind : kind + " " + name;
  }

  /** "Renamed the team". */
  public String sentence() {
    return Character.toUpperCase(did.charAt(0)) + did.substring(1);
  }
}
