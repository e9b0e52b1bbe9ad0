package dev.kith.crm.persistence.competitor;

import dev.kith.crm.application.Storage;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.testkit.CompetitorStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of competitors on every database. */
class CompetitorsOnDatabasesTest {

  @Nested
  class Store_on_h2 implements CompetitorStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Store_on_postgresql implements CompetitorStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }
}
