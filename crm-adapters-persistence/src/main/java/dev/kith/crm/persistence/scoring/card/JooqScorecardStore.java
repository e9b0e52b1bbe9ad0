package dev.kith.crm.persistence.scoring.card;

import static dev.kith.crm.persistence.generated.Tables.SCORECARD;

import dev.kith.crm.application.scoring.card.ScorecardStore;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.Scorecard;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.SettingsStore;

/** The scorecard. */
public final class JooqScorecardStore extends SettingsStore<Scorecard, Card>
    implements ScorecardStore {

  public JooqScorecardStore(Database database) {
    super(database, SCORECARD, Card.class, Scorecard.USUAL);
  }

  @Override
  protected Scorecard of(Revision revision, Card card) {
    return new Scorecard(revision, card);
  }

  @Override
  protected Card settings(Scorecard scorecard) {
    return scorecard.card();
  }
}
