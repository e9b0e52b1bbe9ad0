package dev.kith.crm.application.sample;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.opportunity.CompetitorsDraft.Entry;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Threat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Who bids for the same deals, and for which. */
final class SampleCompetitors {

  /** Its own, so that deals are the same with and without it. */
  private static final long SEED = 20_261_130;

  private static final List<Threat> THREATS = List.of(Threat.values());

  /** Met until lately. */
  private static final String RETIRED = "Ferrolux";

  private static final List<CompetitorDraft> RIVALS =
      ImmutableList.of(
          new CompetitorDraft(
              "Brightline",
              "www.brightline.example",
              "Strong: cheap licences, a friendly sales team.\n"
                  + "Weak: support only by mail; customers miss somebody on site."),
          new CompetitorDraft(
              "Norwind",
              "www.norwind.example",
              "Strong: known in the north, long contracts.\nWeak: slow to deliver spare parts."),
          new CompetitorDraft(
              "Katana Controls",
              "www.katana-controls.example",
              "Strong: the best gateway there is.\nWeak: dear, and nothing below 50 sites."),
          new CompetitorDraft(
              "Osei & Sons", null, "Only in the south. Wins where the owner decides alone."),
          new CompetitorDraft(RETIRED, "www.ferrolux.example", "Was bought by Norwind."));

  private static final List<String> NOTES =
      ImmutableList.of(
          "Was there first.",
          "Their offer is lower by a tenth.",
          "The buyer worked for them.",
          "Only invited for comparison.");

  private final Workspace crm;
  private final Random random = new Random(SEED);
  private final Map<String, CompetitorId> ids = new HashMap<>();

  /**
   * @param crm of somebody who may do everything
   */
  SampleCompetitors(Workspace crm) {
    this.crm = crm;
  }

  void add() {
    RIVALS.forEach(rival ->
        ids.put(
            Objects.requireNonNull(rival.name()), crm.competitors().add(rival).orElseThrow().id()));
  }

  /** In many deals one or two others bid. */
  void meet(OpportunityId deal) {
    if (random.nextInt(3) == 0) {
      return;
    }
    List<CompetitorDraft> met = new ArrayList<>(RIVALS);
    Collections.shuffle(met, random);
    crm.opportunityCompetitors()
        .replace(
            deal,
            new CompetitorsDraft(
                met.stream().limit(1 + random.nextInt(2)).map(this::entry).toList()))
        .orElseThrow();
  }

  private Entry entry(CompetitorDraft rival) {
    return new Entry(
        rival.name(),
        random.nextInt(4) == 0 ? null : THREATS.get(random.nextInt(THREATS.size())).name(),
        note());
  }

  private @Nullable String note() {
    return random.nextInt(3) == 0 ? NOTES.get(random.nextInt(NOTES.size())) : null;
  }

  /** Somebody has been met who is met no more. */
  void retire() {
    crm.competitors().retire(Objects.requireNonNull(ids.get(RETIRED))).orElseThrow();
  }
}
