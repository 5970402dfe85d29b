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
package io.github.camelatproto.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.quartz.Scheduler;

/**
 * Makes and renews the tables of the schedule, and those of Quartz, in H2 or PostgreSQL. Several processes may do it at
 * once; one of them does it.
 */
final class Migrations {

    private static final String HISTORY = "atproto_schedule_migration";

    private Migrations() {
    }

    static void run(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .table(HISTORY)
                // there may be other tables in the database, which are not ours
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .locations(new String[0])
                .javaMigrations(new Migration("1", "schedule", Migrations.class, "schedule.sql"), new Quartz())
                .load()
                .migrate();
    }

    /** A script that is run once. */
    private static class Migration extends BaseJavaMigration implements JavaMigration {

        private final MigrationVersion version;
        private final String description;
        private final Class<?> place;
        private final String script;

        Migration(String version, String description, Class<?> place, String script) {
            this.version = MigrationVersion.fromVersion(version);
            this.description = description;
            this.place = place;
            this.script = script;
        }

        @Override
        protected void init() {
            // the version is not that of the class's name
        }

        @Override
        public MigrationVersion getVersion() {
            return version;
        }

        @Override
        public String getDescription() {
            return description;
        }

        @Override
        public void migrate(Context context) throws SQLException, IOException {
            run(context, place, script);
        }

        static void run(Context context, Class<?> place, String script) throws SQLException, IOException {
            String text;
            try (InputStream in = place.getResourceAsStream(script)) {
                if (in == null) {
                    throw new IOException("There is no script " + script);
                }
                text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            try (Statement statement = context.getConnection().createStatement()) {
                for (String command : text.replaceAll("(?m)--.*$", "").split(";", -1)) {
                    if (!command.isBlank() && !isTransaction(command)) {
                        statement.execute(command);
                    }
                }
            }
        }

        private static boolean isTransaction(String command) {
            return Arrays.asList("commit", "begin").contains(command.strip().toLowerCase(Locale.ROOT));
        }
    }

    /** The script that Quartz brings for the database. */
    private static final class Quartz extends Migration {

        Quartz() {
            super("2", "quartz", Scheduler.class, "");
        }

        @Override
        public void migrate(Context context) throws SQLException, IOException {
            String product = context.getConnection().getMetaData().getDatabaseProductName();
            run(context, Scheduler.class, "impl/jdbcjobstore/" + switch (product) {
                case "H2" -> "tables_h2.sql";
                case "PostgreSQL" -> "tables_postgres.sql";
                default -> throw new SQLException("The schedule is kept in H2 or PostgreSQL, not in " + product);
            });
        }
    }
}
