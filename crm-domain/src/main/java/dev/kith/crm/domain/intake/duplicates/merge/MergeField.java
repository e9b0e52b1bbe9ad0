package dev.kith.crm.domain.intake.duplicates.merge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of records that are merged, as a choice is made among its values.
 *
 * @param code as in the API
 * @param decidedBy code of the field from whose record this one is taken: its own, or that of which
 *     it is a part, as the system is of an external id
 * @param together the fields that are taken from one record where nothing is picked, such as those
 *     of an address; by their codes, this one among them
 * @param picked whether somebody may pick it at all
 * @param several how its values unite; null where it has one value
 */
public record MergeField(
    String code,
    String decidedBy,
    List<String> together,
    boolean picked,
    @Nullable SeveralValues several) {

  public MergeField {
    together = List.copyOf(together);
  }

  /** A field that stands for itself, and has one value. */
  public static MergeField single(String code) {
    return new MergeField(code, code, List.of(code), true, null);
  }

  public static MergeField uniting(String code, SeveralValues several) {
    return new MergeField(code, code, List.of(code), true, several);
  }

  public static MergeField partOf(String whole, String code) {
    return new MergeField(code, whole, List.of(whole), true, null);
  }

  public static MergeField among(List<String> together, String code) {
    return new MergeField(code, code, together, true, null);
  }

  public static MergeField unpicked(String code) {
    return new MergeField(code, code, List.of(code), false, null);
  }
}
