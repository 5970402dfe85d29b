/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.component;

import java.nio.file.Path;

import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Batches kept in a file of H2, as a process that may die at any time keeps them. */
public final class H2Batches implements AutoCloseable {

    private static final String COLUMNS
            = "(id VARCHAR(255) PRIMARY KEY, exchange BLOB NOT NULL, version BIGINT NOT NULL)";

    private final JdbcConnectionPool pool;
    private final JdbcTemplate sql;

    public H2Batches(Path file) {
        // WRITE_DELAY: what is committed outlives the process; by default H2 writes it half a second later
        pool = JdbcConnectionPool.create("jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0", "sa", "");
        sql = new JdbcTemplate(pool);
        sql.execute("CREATE TABLE IF NOT EXISTS batches " + COLUMNS);
        sql.execute("CREATE TABLE IF NOT EXISTS batches_completed " + COLUMNS);
    }

    /** A repository for one CamelContext, which looks for batches to recover all the time. */
    public JdbcAggregationRepository repository() {
        JdbcAggregationRepository repository
                = new JdbcAggregationRepository(new DataSourceTransactionManager(pool), "batches", pool);
        repository.setRecoveryInterval(200);
        return repository;
    }

    /** How many batches are still open. */
    public int open() {
        return count("batches");
    }

    /** How many batches are closed and not confirmed. */
    public int unconfirmed() {
        return count("batches_completed");
    }

    private int count(String table) {
        Integer count = sql.queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
        return count == null ? 0 : count;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
