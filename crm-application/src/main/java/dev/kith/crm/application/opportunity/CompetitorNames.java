package dev.kith.crm.application.opportunity;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.competitor.CompetitorStore;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.KnownCompetitors;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The competitors that people name, looked up together. */
record CompetitorNames(CompetitorStore store) {

  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /**
   * @param texts ids and names
   * @param kept those that may be named although they are retired
   */
  KnownCompetitors known(Collection<@Nullable String> texts, Set<CompetitorId> kept) {
    Set<String> said =
        texts.stream()
            .filter(Objects::nonNull)
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .collect(toImmutableSet());
    Set<CompetitorId> ids =
        said.stream()
            .filter(text -> ID.matcher(text).matches())
            .map(text -> new CompetitorId(UUID.fromString(text)))
            .collect(toImmutableSet());
    List<Competitor> found =
        said.isEmpty()
            ? List.of()
            : Stream.concat(store.findAll(ids).stream(), store.named(said).stream())
                .distinct()
                .toList();
    return new KnownCompetitors(found, ImmutableSet.copyOf(kept));
  }
}
