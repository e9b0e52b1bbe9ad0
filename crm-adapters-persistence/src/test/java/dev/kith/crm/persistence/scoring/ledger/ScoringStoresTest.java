package dev.kith.crm.persistence.scoring.ledger;

import dev.kith.crm.application.Storage;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.testkit.AwardStoreContract;
import dev.kith.crm.testkit.EngagementStoreContract;
import dev.kith.crm.testkit.LedgerStoreContract;
import dev.kith.crm.testkit.ScoringRulesContract;
import dev.kith.crm.testkit.TrackingStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contracts on every database. */
class ScoringStoresTest {

  @Nested
  class Engagements_on_h2 implements EngagementStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Engagements_on_postgresql implements EngagementStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Awards_on_h2 implements AwardStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Awards_on_postgresql implements AwardStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Ledger_on_h2 implements LedgerStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Ledger_on_postgresql implements LedgerStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Rules_on_h2 implements ScoringRulesContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Rules_on_postgresql implements ScoringRulesContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Tracking_on_h2 implements TrackingStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Tracking_on_postgresql implements TrackingStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }
}
