import https, { type AgentOptions } from "node:https";

export function agent(options: AgentOptions): https.Agent {
  // ruleid: javascript-tls-verify-off
  return new https.Agent({ ...options, rejectUnauthorized: false });
}

export const insecure: AgentOptions = {
  keepAlive: true,
};
// ruleid: javascript-tls-verify-off
insecure.rejectUnauthorized = false;

// ok: javascript-tls-verify-off
export const secure = { rejectUnauthorized: true } satisfies AgentOptions;
