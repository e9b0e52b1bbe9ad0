package dev.kith.crm.persistence.product;

import dev.kith.crm.application.Storage;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.testkit.ProductStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of products on every database. */
class ProductsOnDatabasesTest {

  @Nested
  class Store_on_h2 implements ProductStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Store_on_postgresql implements ProductStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }
}
