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

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.apache.camel.CamelContext;

/** What running routes remember, seen through their own data source. */
final class Database {

    private Database() {
    }

    static void execute(CamelContext context, String sql) throws SQLException {
        try (Connection connection
                = context.getRegistry().lookupByNameAndType("feedDatabase", DataSource.class).getConnection();
             Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
