package dev.kith.crm.persistence.intake.attribution;

import dev.kith.crm.application.Storage;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.testkit.AttributionRuleStoreContract;
import dev.kith.crm.testkit.TouchStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contracts on every database. */
class AttributionStoresTest {

  @Nested
  class Touches_on_h2 implements TouchStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Touches_on_postgresql implements TouchStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Rules_on_h2 implements AttributionRuleStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Rules_on_postgresql implements AttributionRuleStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }
}
