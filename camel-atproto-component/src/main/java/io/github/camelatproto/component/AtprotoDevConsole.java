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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import io.github.camelatproto.component.commit.PdsState;
import io.github.camelatproto.component.session.SessionState;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.jspecify.annotations.Nullable;

/**
 * Shows the accounts, the repos and what is known of their PDSs, as the component has them at the moment; makes no
 * calls. The shape of its JSON is in docs/operating.md.
 */
@DevConsole(name = "atproto", displayName = "AT Protocol",
            description = "Accounts, repos and PDSs that are written to")
public class AtprotoDevConsole extends AbstractDevConsole {

    public AtprotoDevConsole() {
        super("camel", "atproto", "AT Protocol", "Accounts, repos and PDSs that are written to");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        doCallJson(options).forEach((title, rows) -> {
            text.append(title).append(":\n");
            for (Object row : (List<?>) rows) {
                StringJoiner line = new StringJoiner(" ", "    ", "\n");
                ((Map<?, ?>) row).forEach((key, value) -> line.add(key + "=" + value));
                text.append(line);
            }
        });
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        List<Object> accounts = new ArrayList<>();
        List<Object> repos = new ArrayList<>();
        List<Object> pdss = new ArrayList<>();
        for (String name : getCamelContext().getComponentNames()) {
            if (getCamelContext().hasComponent(name) instanceof AtprotoComponent component && component.isStarted()) {
                RepoAccess access = component.access();
                access.sessionStates().forEach(state -> accounts.add(account(state)));
                access.repoStates().forEach(state -> repos.add(repo(state)));
                access.pdsStates().forEach((pds, state) -> pdss.add(pds(pds, state)));
            }
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("accounts", accounts);
        all.put("repos", repos);
        all.put("pdss", pdss);
        return all;
    }

    private static Map<String, Object> account(SessionState state) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("identifier", state.identifier());
        row.put("service", state.service().toString());
        row.put("session", state.kind().toString());
        putText(row, "did", state.did());
        putText(row, "pds", state.pds());
        putText(row, "refusal", state.refusal());
        putText(row, "refusedUntil", state.refusedUntil());
        return row;
    }

    private static Map<String, Object> repo(RepoState state) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("repo", state.repo().toString());
        row.put("pds", state.pds().toString());
        row.put("queued", state.writer().queued());
        row.put("underWay", state.writer().underWay());
        row.put("commits", state.commits());
        putText(row, "lastRev", state.lastRev());
        row.put("settled", state.settled());
        Map<String, Object> points = new LinkedHashMap<>();
        putKnown(points, "hour", state.points().hour());
        putKnown(points, "day", state.points().day());
        row.put("pointsLeft", points);
        return row;
    }

    private static Map<String, Object> pds(String pds, PdsState state) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("pds", pds);
        row.put("requestBytes", state.requestBytes());
        row.put("swapCommit", state.fences().toString());
        row.put("createsOverwrite", state.createsOverwrite());
        row.put("changesRecords", state.changesRecords());
        putKnown(row, "blobBytes", state.blobBytes());
        return row;
    }

    private static void putText(Map<String, Object> row, String key, @Nullable Object value) {
        putKnown(row, key, value == null ? null : value.toString());
    }

    private static void putKnown(Map<String, Object> row, String key, @Nullable Object value) {
        if (value != null) {
            row.put(key, value);
        }
    }
}
