const { BrowserWindow, BrowserView } = require("electron");

function createWindow() {
  // ruleid: javascript-electron-web-preferences
  const main = new BrowserWindow({ width: 800, webPreferences: { nodeIntegration: true } });
  main.loadURL("https://shop.example.org");
}

// ruleid: javascript-electron-web-preferences
const view = new BrowserView({ webPreferences: { preload, contextIsolation: false } });

// ruleid: javascript-electron-web-preferences
const options = { show: false, webPreferences: { webSecurity: false } };

// ok: javascript-electron-web-preferences
const safe = new BrowserWindow({ webPreferences: { nodeIntegration: false, contextIsolation: true } });
// ok: javascript-electron-web-preferences
const byDefault = new BrowserWindow({ width: 800, height: 600 });
// ok: javascript-electron-web-preferences
const other = { nodeIntegration: true };
