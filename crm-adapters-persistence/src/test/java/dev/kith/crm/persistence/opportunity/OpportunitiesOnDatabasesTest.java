package dev.kith.crm.persistence.opportunity;

import dev.kith.crm.application.Storage;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.testkit.BoardNewsContract;
import dev.kith.crm.testkit.BoardSumsContract;
import dev.kith.crm.testkit.OpportunityCompetitorStoreContract;
import dev.kith.crm.testkit.OpportunityLineStoreContract;
import dev.kith.crm.testkit.OpportunityReadsContract;
import dev.kith.crm.testkit.OpportunityStoreContract;
import dev.kith.crm.testkit.PipelinePastReadsContract;
import dev.kith.crm.testkit.PipelineStoreContract;
import dev.kith.crm.testkit.SavingOpportunitiesContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contracts of pipelines and opportunities on every database. */
class OpportunitiesOnDatabasesTest {

  @Nested
  class Pipelines_on_h2 implements PipelineStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Pipelines_on_postgresql implements PipelineStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Sums_on_h2 implements BoardSumsContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Sums_on_postgresql implements BoardSumsContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Saving_on_h2 implements SavingOpportunitiesContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Saving_on_postgresql implements SavingOpportunitiesContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Lines_on_h2 implements OpportunityLineStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Lines_on_postgresql implements OpportunityLineStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Store_on_h2 implements OpportunityStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Store_on_postgresql implements OpportunityStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Reads_on_h2 implements OpportunityReadsContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Reads_on_postgresql implements OpportunityReadsContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class News_on_h2 implements BoardNewsContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class News_on_postgresql implements BoardNewsContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Past_on_h2 implements PipelinePastReadsContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Past_on_postgresql implements PipelinePastReadsContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Competitors_on_h2 implements OpportunityCompetitorStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Competitors_on_postgresql implements OpportunityCompetitorStoreContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }
}
