package dev.kith.crm.application.intake.enrichment;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import dev.kith.crm.domain.intake.enrichment.Hint;
import dev.kith.crm.domain.lead.LeadField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A source that is asked about family names, and does what a test wants. */
final class TrialSource implements EnrichmentSource {

  /** What was asked, in the order in which it was. */
  final List<Set<String>> asked = Collections.synchronizedList(new ArrayList<>());

  volatile Function<String, SourceAnswer> behaviour = question -> new SourceAnswer.Silent();

  private final String name;

  TrialSource(String name) {
    this.name = name;
  }

  TrialSource says(Hint... hints) {
    behaviour = question -> new SourceAnswer.Says(List.of(hints));
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> question(Enquiry enquiry) {
    return Optional.ofNullable(LeadField.FAMILY_NAME.textOf(enquiry.content()));
  }

  @Override
  public Map<String, SourceAnswer> ask(Set<String> questions) {
    asked.add(questions);
    return questions.stream().collect(toImmutableMap(q -> q, behaviour::apply));
  }
}
