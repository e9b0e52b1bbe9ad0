package dev.kith.crm.http.opportunity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.http.account.AccountWords;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity as people write it into a form.
 *
 * @param opportunity the one that is edited; null for a new one
 * @param typed what stands in the fields
 * @param place of a new one: pipeline and stage, as in the choice
 * @param visible the fields that the person sees
 */
record OpportunityForm(
    @Nullable OpportunityView opportunity,
    Map<OpportunityField, String> typed,
    long version,
    String owner,
    String place,
    List<Pipeline> pipelines,
    FieldCatalogue<OpportunityView> visible,
    List<Person> owners,
    boolean mayAssign,
    Problems problems) {

  OpportunityForm {
    typed = ImmutableMap.copyOf(typed);
    pipelines = ImmutableList.copyOf(pipelines);
    owners = ImmutableList.copyOf(owners);
  }

  /**
   * A field of the form.
   *
   * @param offered what it can be filled with by a click; any other text will do
   * @param hint null for none
   */
  record Input(
      OpportunityField field,
      String value,
      List<String> offered,
      @Nullable String hint,
      List<String> problems) {

    Input {
      offered = ImmutableList.copyOf(offered);
      problems = ImmutableList.copyOf(problems);
    }

    String type() {
      return field == OpportunityField.CLOSE_DATE ? "date" : "text";
    }

    boolean isWide() {
      return field == OpportunityField.DESCRIPTION;
    }
  }

  static Map<OpportunityField, String> of(OpportunityView opportunity) {
    Map<OpportunityField, String> typed = new LinkedHashMap<>(opportunity.values());
    String account = nameOfAccount(opportunity);
    if (account != null) {
      typed.put(OpportunityField.ACCOUNT, account);
    }
    return typed;
  }

  /** Its id where the person does not see what it is called. */
  static @Nullable String nameOfAccount(OpportunityView opportunity) {
    return opportunity.accountName() == null
        ? opportunity.get(OpportunityField.ACCOUNT)
        : opportunity.accountName();
  }

  String path() {
    return opportunity == null ? "/opportunities" : "/opportunities/" + opportunity.id();
  }

  List<Input> inputs() {
    return Arrays.stream(OpportunityField.values())
        .filter(field -> visible.find(field.code()).isPresent())
        .map(this::input)
        .toList();
  }

  private Input input(OpportunityField field) {
    return new Input(
        field,
        typed.getOrDefault(field, ""),
        field == OpportunityField.CURRENCY ? AccountWords.CURRENCIES : List.of(),
        switch (field) {
          case ACCOUNT -> "Its name, or one of its domains";
          case AMOUNT -> "Such as 125000 or 1250.50";
          case CLOSE_DATE -> "By when it should be decided";
          case EXTERNAL_SYSTEM -> "The other system, such as hubspot";
          case EXTERNAL_ID -> "By what the other system knows it";
          case NAME, CURRENCY, NEXT_STEP, SOURCE, DESCRIPTION -> null;
        },
        problems.at(field.code()));
  }
}
