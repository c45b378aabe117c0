import './style.css';
import { mount } from 'svelte';
import App from './App.svelte';
import type { ReportData } from './data';

const text = document.getElementById('smolny-data')?.textContent ?? '{}';
const data = JSON.parse(text) as Partial<ReportData>;

mount(App, {
  target: document.getElementById('app')!,
  props: { data: data.format === 1 ? (data as ReportData) : null },
});
