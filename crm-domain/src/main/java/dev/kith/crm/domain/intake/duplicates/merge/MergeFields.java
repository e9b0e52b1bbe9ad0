package dev.kith.crm.domain.intake.duplicates.merge;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.Uniting;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a kind of records, in their order, as a choice is made among their values. */
public record MergeFields(List<MergeField> all) {

  public static final MergeFields OF_LEADS =
      new MergeFields(Arrays.stream(LeadField.values()).map(MergeFields::ofLead).toList());

  public MergeFields {
    all = ImmutableList.copyOf(all);
  }

  public Optional<MergeField> named(String code) {
    return all.stream().filter(field -> field.code().equals(code)).findFirst();
  }

  private static MergeField ofLead(LeadField field) {
    if (field.isConsent()) {
      return MergeField.unpicked(field.code());
    }
    return field.unites()
        ? MergeField.uniting(field.code(), new OfLead(field))
        : field == LeadField.EXTERNAL_SYSTEM
            ? MergeField.partOf(LeadField.EXTERNAL_ID.code(), field.code())
            : MergeField.single(field.code());
  }

  /** As leads unite their values. */
  private record OfLead(LeadField field) implements SeveralValues {

    @Override
    public @Nullable String with(@Nullable String text, @Nullable String more) {
      return Uniting.with(field, text, more);
    }

    @Override
    public @Nullable String writtenAs(@Nullable String text, @Nullable String before) {
      return Uniting.writtenAs(field, text, before);
    }

    @Override
    public @Nullable String undoing(
        @Nullable String now, @Nullable String before, @Nullable String after) {
      return Uniting.undoing(field, now, before, after);
    }

    @Override
    public List<String> changedSince(
        @Nullable String now, @Nullable String before, @Nullable String after) {
      return Uniting.changedSince(field, now, before, after);
    }
  }
}
