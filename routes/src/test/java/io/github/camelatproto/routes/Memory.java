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
package io.github.camelatproto.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.apache.camel.CamelContext;

/** What a running route remembers, seen through its own data source. */
final class Memory {

    private Memory() {
    }

    static List<String> guids(CamelContext context) throws SQLException {
        try (Connection connection = connection(context);
             Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery("SELECT guid FROM feed_entry ORDER BY guid")) {
            List<String> guids = new ArrayList<>();
            while (rows.next()) {
                guids.add(rows.getString(1));
            }
            return guids;
        }
    }

    static void execute(CamelContext context, String sql) throws SQLException {
        try (Connection connection = connection(context); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Deletes the database of a route that has ended. */
    static void lose(Path memory) throws IOException {
        try (Stream<Path> files = Files.list(memory.toAbsolutePath().getParent())) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(memory.getFileName() + "."))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private static Connection connection(CamelContext context) throws SQLException {
        return context.getRegistry().lookupByNameAndType("feedMemory", DataSource.class).getConnection();
    }
}
